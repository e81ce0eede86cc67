import { codes } from '../../../../contract/codes.ts'
import { normaliseNumber, parseIdentity } from '../../../../contract/identifiers.ts'
import { levels, type InputOf } from '../../../../contract/kernel.ts'
import { lifeKinds, type callIn as asked, type LifeState } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../../kernel/problem.ts'
import { texts } from '../../territory/index.ts'
import { headRelation } from '../households.ts'
import { offers } from '../lists.ts'
import { nameKey } from '../names.ts'
import { identityHash } from '../seals.ts'
import { notice } from './closing.ts'
import { lifeOf } from './requests.ts'

type Asked = Omit<InputOf<typeof asked>, 'to'> & { to: string }

const words: Readonly<Record<string, string>> = {
  here: '已经登记在这个村（社区），不用迁入；要换到另一户，请从档案里按“转入另一户”办理',
  dead: '其中有人已登记死亡', apart: '要迁入的人没有登记在同一户，请分开请求', asked: '已经请求过，正在等迁出地或者等接收',
}

/**
 * Asks for people who are registered elsewhere, known by name and number only. What it learns is no more than that somebody has this
 * name and number: whose they are and where is told when they were let go. Throws `person.unknown`, `household.not_possible`, `right.own`.
 */
export async function callIn(ctx: Context, { to, address, hukou, reason, people }: Asked): Promise<{ id: string; state: LifeState }> {
  if (to.length < levels.community) throw new Problem('input.invalid', {}, [{ path: 'to', message: '请选择到村（社区）或网格' }])
  const day = beijingDay(ctx.now)
  const faults: FieldProblem[] = people.flatMap(({ identity, relation }, i) => {
    const read = parseIdentity(identity, day)
    return [...read.ok ? [] : [{ path: `people.${i}.identity`, message: read.reason }],
      ...i === 0 || (relation && offers(codes.family.id, relation, day)) ? [] : [{ path: `people.${i}.relation`, message: '请选择与第一个人的关系' }]]
  })
  const numbers = people.map(one => normaliseNumber(one.identity))
  if (new Set(numbers).size < numbers.length) faults.push({ path: 'people', message: '同一个证件号码填了两次' })
  if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
  const [id, there] = [newId(), newId()]
  const given = people.map(({ name, relation }, i) => ({ i, hash: identityHash(ctx.vault, numbers[i]!), name: nameKey(name), relation: i === 0 ? headRelation : relation! }))
  // Of two places that ask for one person at once the second waits here and reads that the first has asked.
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended('call in ' || x.hash, 0)) from unnest(${texts(given.map(one => one.hash).sort())}::text[]) as x(hash)`
  const [said] = await ctx.sql<{ why: string | null }[]>`
    select registry.call_in(${id}, ${there}, ${to}, ${ctx.sql.json(given as unknown as Json)}, ${ctx.sql.json({ address, hukou } as Json)}, ${people.map(one => one.name).join('、').slice(0, 200)},
      ${reason}, ${ctx.seat.actorName}, ${ctx.seat.office}, ${ctx.now}::timestamptz) as why`
  if (said!.why === 'unknown') throw new Problem('person.unknown')
  if (said!.why === 'own') throw new Problem('right.own')
  if (said!.why !== null) throw new Problem('household.not_possible', { reason: words[said!.why] ?? said!.why })
  const row = (await lifeOf(ctx, id))!
  // Nobody is asked for behind their back.
  for (const person of row.people) notice(ctx, row, person, `${row.place_name}请求把您${lifeKinds.arrive}本地登记，等现在的登记地同意、对方接收后生效。不是您的意思的，请尽快告诉现在的社区。`)
  return { id, state: 'called' }
}
