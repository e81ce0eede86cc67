import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { show } from '../../../contract/service.ts'
import { useOwn } from '../own.ts'

/** The case of the address, as fresh as its last step. */
export function useMatter() {
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const client = useQueryClient()
  return { number, ...useOwn(show, { number }), again: () => client.invalidateQueries() }
}
