import { membersKey, type FormSchema, type ItemBody } from '../../../contract/catalogue.ts'

/** How an element is asked in a form: the words are the item's, the type and checks are the element's. */
export interface Question { element: string; ask: string; why: string; example: string; required: boolean; editable: boolean }
/** A group that repeats for each member of the household. */
export interface Members { title: string; why: string; min: number; max: number; questions: Question[] }

const refHead = 'urn:gongzhi:element:'
export const refOf = (element: string): string => `${refHead}${element}`

type Property = FormSchema['properties'][string]
const isQuestion = (property: Property): property is Extract<Property, { $ref: string }> => '$ref' in property

const toQuestion = (element: string, property: Extract<Property, { $ref: string }>, required: readonly string[]): Question => ({
  element, ask: property.title, why: property.description, example: property.examples[0] ?? '', required: required.includes(element), editable: !property.readOnly,
})

/** The questions of a form in their order; the repeating group apart. */
export function questionsOf({ properties, required }: FormSchema): Question[] {
  return Object.entries(properties).flatMap(([element, property]) => isQuestion(property) ? [toQuestion(element, property, required)] : [])
}

export function membersOf({ properties }: FormSchema): Members | null {
  const group = properties[membersKey]
  if (!group || isQuestion(group)) return null
  const { items: { properties: asked, required } } = group
  return {
    title: group.title, why: group.description, min: group.minItems, max: group.maxItems,
    questions: Object.entries(asked).map(([element, property]) => toQuestion(element, property, required)),
  }
}

/** Every element that an item refers to, in its form, its materials and its conditions. */
export function elementsOf(body: ItemBody): string[] {
  const inConditions = [...JSON.stringify(body.conditions.map(one => one.when)).matchAll(/"element":"([a-z_.]+)"/g)].map(found => found[1]!)
  return [...new Set([
    ...questionsOf(body.form).map(one => one.element), ...body.materials.flatMap(one => one.element ?? []), ...inConditions, ...((body.outcome as Partial<ItemBody['outcome']>).rests_on ?? []), body.handled_at,
  ])]
}

/** Kinds of licences that an item's conditions ask for. */
export const licencesAsked = ({ conditions }: Pick<ItemBody, 'conditions'>): string[] =>
  [...JSON.stringify(conditions.map(one => one.when)).matchAll(/"licence":"([a-z0-9_]+)"/g)].map(found => found[1]!)
