import { useQueryClient } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '../../../contract/kernel.ts'
import { useCall } from '../call.ts'

/** A command after which every table on the screen is asked anew: a fact that was mended shows at once wherever it stands. */
export function useDeed<T extends Operation>(operation: T, then?: (output: OutputOf<T>, input: InputOf<T>) => void) {
  const client = useQueryClient()
  return useCall(operation, (output, input) => {
    then?.(output, input)
    void client.invalidateQueries()
  })
}
