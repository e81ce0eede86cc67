import { useParams } from '@tanstack/react-router'
import { draft as draftOperation, parts as partsOperation } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { Basics } from './Basics.tsx'
import type { Body } from './body.ts'
import { Conditions } from './Conditions.tsx'
import { DraftBar, DraftHead, Gone } from './drafting.tsx'
import { Excludes } from './Excludes.tsx'
import { FormPart } from './FormPart.tsx'
import { Materials } from './Materials.tsx'
import { Outcome } from './Outcome.tsx'
import { Params } from './Params.tsx'
import type { PartProps, Parts } from './parts.ts'
import { ProcessPart } from './ProcessPart.tsx'
import { Trial } from './Trial.tsx'
import { useDrafting, useDraftPlace, type Opened } from './useDrafting.ts'
import './items.css'

/** Makes an item without code: each part of it as fields, tried before it is published. */
export function Editor() {
  const { item: id } = useParams({ strict: false }) as { item: string }
  const seat = useSeat()
  const place = useDraftPlace()
  const found = useAsk(draftOperation, { id, ...place }, { staleTime: Infinity })
  const parts = useAsk(partsOperation, {}, { staleTime: 600_000 })
  const error = found.error ?? parts.error
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      {error?.code === 'found.nothing' ? <Gone href={paths.deskRow(seat.mandate, 'items', id)} list={paths.deskPage(seat.mandate, 'items')} /> : error ? <ErrorState error={error} /> : !found.data || !parts.data ? <LoadingState lines={8} />
        : <Editing key={found.data.draft.revision} id={id} first={found.data} parts={parts.data} />}
    </>
  )
}

function Editing({ id, first, parts }: { id: string; first: Opened; parts: Parts }) {
  const { body, set, ...drafting } = useDrafting<Body>('item', id, first)
  const shared: PartProps = { body, set, parts, faults: drafting.faults }
  return (
    <>
      <DraftHead name={body.name} {...drafting} />
      <fieldset className="i-all" disabled={drafting.frozen} aria-label="事项内容">
        <Basics {...shared} />
        <ProcessPart {...shared} />
        <FormPart {...shared} />
        <Params {...shared} />
        <Conditions {...shared} />
        <Excludes {...shared} />
        <Materials {...shared} />
        <Outcome {...shared} />
      </fieldset>
      <Trial id={id} place={drafting.draft.place} body={body} dirty={drafting.dirty} parts={parts} />
      <DraftBar {...drafting} />
    </>
  )
}
