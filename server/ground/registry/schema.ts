import { findElement, type ElementDefinition } from './elements.ts'
import { choicesOf } from './lists.ts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })

function shapeOf(element: ElementDefinition): object {
  switch (element.type) {
    case 'choice': return { type: 'string', enum: choicesOf(element.code_list!).map(one => one.code) }
    case 'yes_no': return { type: ['boolean', 'string'], enum: [true, false, 'true', 'false', 'yes', 'no', '1', '0', '是', '否'] }
    case 'fen': return { type: 'integer', minimum: 0, maximum: 9_000_000_000_000 }
    case 'count': return { type: 'integer', minimum: 0 }
    case 'day': return { type: 'string', format: 'date' }
    case 'place': return { type: 'string', pattern: '^\\d{2,18}$' }
    case 'text': return text(element.max ?? 2000)
    default: return text(element.max ?? 200)
  }
}

/** The JSON Schema (2020-12) of an element's value, as forms refer to it; undefined when there is no such element. */
export function schemaOf(id: string): object | undefined {
  const element = findElement(id)
  return element && { title: element.name, description: element.meaning, ...shapeOf(element) }
}
