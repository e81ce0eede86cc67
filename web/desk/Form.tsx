import { useRef, type FormHTMLAttributes } from 'react'
import './forms.css'

/** A form that checks for itself: when an answer is wanting, the cursor goes to the first faulty field. */
export function Form({ onSubmit, ...rest }: Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit'> & { onSubmit: () => void }) {
  const form = useRef<HTMLFormElement>(null)
  return (
    <form {...rest} ref={form} noValidate onSubmit={event => {
      event.preventDefault()
      onSubmit()
      // after React has drawn what is wrong
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
    }} />
  )
}
