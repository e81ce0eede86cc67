import * as contract from '../../../contract/element.ts'
import { choices, versionOn } from '../../../contract/codes.ts'
import { offices, type Office } from '../../../contract/glossary.ts'
import { within } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import { calledAt, elements, learnElements, listOf, nameElement, namesOfElement, registerElement, unnameElement, type ElementDefinition } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { here, serve } from '../../kernel/operation.ts'

function shown({ id, name, meaning, object, type, code_list, owner, shelf_days, sensitivity, settled, registered }: ElementDefinition, day: string, seat: string, scopes: ReadonlyMap<string, string>): contract.Element {
  const list = code_list ? listOf(code_list) : undefined
  return {
    id, name, meaning, object, type, code_list, owner, shelf_days, sensitivity, settled: settled ?? null,
    list: list ? { title: list.title, standard: list.standard, valid_from: versionOn(list, day).valid_from } : null, choices: list ? choices(list, day) : [],
    ...namesOfElement({ id, name }, seat), called: calledAt(id, seat),
    registered: registered ? { scope: registered.scope, scope_name: scopes.get(registered.scope) ?? registered.scope, basis: registered.basis, on: beijingDay(registered.at), by: registered.by, admission: registered.admission } : null,
  }
}

/** The catalogue of elements is reference data, as open as the tree of places is. */
export const list = serve(contract.elements, {
  verb: 'element.read', at: here,
  run: async ({ sql, seat, now }) => {
    const known = elements().filter(({ registered }) => !registered || within(seat.place, registered.scope) || within(registered.scope, seat.place))
    const scopes = await nameOf(sql, [...new Set(known.flatMap(one => one.registered ? [one.registered.scope] : []))])
    return { items: known.map(one => shown(one, beijingDay(now), seat.place, scopes)) }
  },
})

export const register = serve(contract.register, {
  verb: 'element.keep', at: here,
  run: async (ctx, asked) => ({ element: await registerElement(ctx, asked, ctx.seat.place) }),
  subject: (_, { element }) => element,
})

export const call = serve(contract.call, {
  verb: 'element.call', at: here,
  run: async (ctx, { element, name }) => {
    const { name: organ } = await speaksFor(ctx)
    await nameElement(ctx, { element, organ, name }, ctx.seat.place)
    return { organ }
  },
  subject: ({ element }) => element,
})

export const uncall = serve(contract.uncall, {
  verb: 'element.call', at: here,
  run: async (ctx, { name }) => ({ dropped: await unnameElement(ctx, { organ: (await speaksFor(ctx)).name, name }, ctx.seat.place) }),
})

const everybody = (Object.keys(offices) as Office[]).filter(office => office !== 'system')

/**
 * The registry of data elements: what may be asked at all, with one meaning and one owner each. A province and a county enter what is
 * missing for their own place, a granted admission enters what it grants, and a department says what it calls things on its lists.
 */
export const elementModule: Module = {
  name: 'element',
  offices: {
    ...Object.fromEntries(everybody.map(office => [office, ['element.read']])),
    province_admin: ['element.read', 'element.keep'],
    county_admin: ['element.read', 'element.keep'],
    department_clerk: ['element.read', 'element.call'],
    county_civil_affairs: ['element.read', 'element.call'],
  },
  operations: [list, register, call, uncall],
  constraints: { element_name: 'conflict.stale', element_pkey: 'conflict.stale', element_alias_element_fkey: 'fact.element_unknown' },
  races: ['element_name', 'element_pkey'],
  // What another process registered is known here a few seconds later; what this one registers, with the commit.
  sweeps: [{ name: 'elements', every_seconds: 5, run: (_, database) => database.transact(serverScope, 'read', ({ sql }) => learnElements(sql)) }],
}
