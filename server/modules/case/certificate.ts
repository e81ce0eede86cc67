import { cut } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { itemVersion, organIn } from '../../engines/item/index.ts'
import { issue, licenceOf, revoke } from '../../engines/licence/index.ts'
import type { CaseRecord } from '../../engines/process/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** The states in which a certificate is out: at the end, or on a promise that is still to be checked. */
const issuing = new Set(['granted', 'promised_granted'])
interface Kept { element: string; shown: string }

const organAt = async (ctx: Context, organ: string, place: string): Promise<string> =>
  organIn(await nameOf(ctx.sql, (['county', 'town', 'community'] as const).map(level => cut(place, level) ?? place)), organ, place)

/** What a step does to the certificate of its case: reaching the grant issues it, a promise that proves false revokes it. */
export async function certified(ctx: Context, record: CaseRecord, state: string, outcome: string | undefined, note: string | undefined): Promise<void> {
  if (state === record.state) return
  if (state === 'revoked') {
    const licence = await licenceOf(ctx.sql, record.number)
    if (licence?.revoked_at === null) await revoke(ctx, licence, 'false_promise', note ?? '承诺的内容经核查不实')
    return
  }
  if (!issuing.has(state) || !record.person) return
  const item = await itemVersion(ctx.sql, String(record.data.item), Number(record.data.item_version))
  if (!item?.body.certificate) return
  const day = beijingDay(ctx.now)
  const { organs, certificate } = item.body
  const organ = organs.find(one => one.from <= day && (one.to === null || day <= one.to)) ?? organs.at(-1)!
  const facts = (record.data.facts ?? []) as unknown as Kept[]
  const words = new Map([...facts.map(({ element, shown }): [string, string] => [element, shown]), ['outcome', outcome ?? ''], ['name', record.person_name], ['day', day]])
  await issue(ctx, {
    place: record.place, matter: record.number, joint: record.matter, organ: await organAt(ctx, organ.name, record.place), certificate, words,
    person: { id: record.person, name: record.person_name, identity_masked: words.get('person.identity_number') ?? null },
  })
}
