import { z } from 'zod'
import { DemandKind, Ground, grounds, kindName } from '../../../contract/gate.ts'
import { Day, Id } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { countBack, seatsOf, watchersOf } from '../../ground/gate/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { emit, forward, type OutboxHandler } from '../../kernel/outbox.ts'

interface Refused { place: string; kind: DemandKind; title: string; requester: string | null; requester_name: string; ground: Ground; admission?: string | undefined }
/** What goes back bears the county and not the community: nobody learns from it who refused. */
const Back = z.object({ county: z.string().length(6), day: Day, sender: z.union([Id, z.null()]), sender_name: z.string(), kind: DemandKind, title: z.string(), ground: Ground, matter: z.string().nullable() })

export const backTopic = 'gate.refused'

/** Sends the answer to whoever laid this on a community, with the commit. */
export function sendBack(ctx: Context, { place, kind, title, requester, requester_name, ground, admission }: Refused): void {
  const county = place.slice(0, 6)
  const matter = admission !== undefined && /^\d{6}-/.test(admission) ? admission : null
  emit(ctx, { topic: backTopic, place: county, payload: { county, day: beijingDay(ctx.now), sender: requester, sender_name: requester_name, kind, title, ground, matter } })
}

/**
 * Tells the seats of the sender what came back and why, once a day for each thing however many refuse it. A sender that is no body of
 * the platform cannot be reached: those who watch the gate for the county hear its name instead.
 */
export const answerBack: OutboxHandler = async (sql, { payload }) => {
  const { county, day, sender, sender_name, kind, title, ground, matter } = Back.parse(payload)
  if (!await countBack(sql, { county, day, sender: sender ?? sender_name, kind, title, ground })) return
  const known = sender === null ? [] : await seatsOf(sql, sender)
  const what = `${kindName(kind)}“${title}”`
  const letter = known.length > 0
    ? { title: `${what}被村（社区）退回`, body: `理由：${grounds[ground]}。没有准入的，请先提出准入申请；牌子、表格请自行收回。退回的是哪里、哪个人，平台不告诉任何部门。` }
    : { title: `${sender_name}的${what}被退回，平台没有办法答复`, body: `理由：${grounds[ground]}。${sender === null ? '这个单位不在平台的名单上' : '这个单位在平台上没有登记任职的人'}，请县里转告。` }
  for (const { person, place } of known.length > 0 ? known : await watchersOf(sql, county)) {
    await forward(sql, { topic: 'notice', place, payload: { person, ...letter, matter: known.length > 0 ? matter : null } })
  }
}
