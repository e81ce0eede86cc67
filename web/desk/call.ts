import { useMutation } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '../../contract/kernel.ts'
import { ask, call } from '../kernel/api.ts'
import { asRefusal, type Refusal } from '../kernel/refusal.ts'

/** A command, or a look that is taken on purpose, as a button's deed: busy, refused, done. */
export function useCall<T extends Operation>(operation: T, then?: (output: OutputOf<T>, input: InputOf<T>) => void) {
  const deed = useMutation<OutputOf<T>, Refusal, InputOf<T>>({
    mutationFn: async input => {
      try {
        return await (operation.kind === 'command' ? call(operation, input) : ask(operation, input))
      } catch (error) {
        throw asRefusal(error)
      }
    },
    onSuccess: (output, input) => then?.(output, input),
  })
  return { run: deed.mutate, busy: deed.isPending, refused: deed.error, output: deed.data, reset: deed.reset }
}
