import { dayInWords } from '../../kernel/time.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { partsOfTyped, typedOfParts, type Field, type Reading } from './read.ts'

export interface BoxProps {
  field: Field; typed: string; write: (text: string) => void; error: string | undefined; reading: Reading; onLeave: () => void
  /** The page has no other question: its title is the label. */
  asked: boolean
}

const yesNo = [{ value: 'yes', title: '是' }, { value: 'no', title: '否' }]
const units: Partial<Record<Field['type'], string>> = { fen: '单位是元' }

/** What to write, in a sentence: an example as such, everything else as a hint, money with its unit. */
function hintOf({ ask, example, type }: Field): { example?: string; hint?: string } {
  const plain = /^例如[:：]?\s*/
  const unit = units[type] && !`${ask}${example}`.includes('元') ? units[type] : ''
  if (plain.test(example)) return { example: example.replace(plain, ''), ...(unit ? { hint: unit } : {}) }
  const hint = [example, unit].filter(Boolean).join('；')
  return hint ? { hint } : {}
}

/** The box that fits the kind of answer. */
export function Box({ field, typed, write, error, reading, onLeave, asked }: BoxProps) {
  const words = { asked, label: field.ask, error, ...hintOf(field), optional: !field.required }
  if (field.type === 'choice') return <ChoiceList {...words} value={typed || null} onChange={write} choices={field.choices.map(c => ({ value: c.code, title: c.label }))} />
  if (field.type === 'yes_no') return <ChoiceList {...words} value={typed || null} onChange={write} choices={yesNo} />
  if (field.type === 'day') {
    return (
      <>
        <DateField {...words} value={partsOfTyped(typed)} onChange={parts => write(typedOfParts(parts))} errorAt={reading.error !== undefined ? reading.at : undefined} />
        {typeof reading.value === 'string' && <p className="r-grouped" role="status">{dayInWords(reading.value)}</p>}
      </>
    )
  }
  if (field.type === 'text') return <TextField {...words} value={typed} onChange={write} rows={5} limit={500} />
  const inputMode = field.type === 'account' || field.type === 'phone' || field.type === 'count' ? 'numeric' : field.type === 'fen' ? 'decimal' : undefined
  return (
    <>
      <TextField {...words} value={typed} onChange={write} onBlur={onLeave} autoComplete={field.element === 'person.phone' ? 'tel' : 'off'}
        maxLength={200} {...(inputMode ? { inputMode } : {})} {...(['phone', 'fen', 'count'].includes(field.type) ? { width: 'short' as const } : {})} />
      {field.type === 'account' && <Grouped typed={typed} />}
      {field.type === 'fen' && <Yuan reading={reading} />}
    </>
  )
}

/** A long number again in groups of four, as it is printed on the card, to compare digit by digit. */
function Grouped({ typed }: { typed: string }) {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits.length < 5 ? null : <p className="r-grouped" aria-hidden="true">{digits.replace(/(.{4})(?=.)/g, '$1 ')}<span>共 {digits.length} 位</span></p>
}

/** The sum as it was understood, so that a nought too many is seen. */
function Yuan({ reading }: { reading: Reading }) {
  const fen = typeof reading.value === 'number' ? reading.value : null
  return fen === null || fen < 100_000 ? null : <p className="r-grouped" aria-hidden="true">{(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}<span>元</span></p>
}
