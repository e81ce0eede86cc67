import { useState } from 'react'
import { TextField, type TextFieldProps } from '../../ui/TextField.tsx'
import { lines } from './body.ts'

/** Several short texts, one a line. What is typed stays as it stands, blank lines too; handed on are the texts. */
export function LinesField({ value, onChange, ...words }: Omit<TextFieldProps, 'value' | 'onChange'> & { value: readonly string[]; onChange: (value: string[]) => void }) {
  const [typed, setTyped] = useState(value.join('\n'))
  return <TextField {...words} value={typed} onChange={text => { setTyped(text); onChange(lines(text)) }} />
}
