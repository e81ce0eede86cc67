import type { ItemDeclaration } from './declaration.ts'
import { oldAgeAllowance } from './items/oldAgeAllowance.ts'

/** Every item that can be applied for. */
export const catalogue: readonly ItemDeclaration[] = [oldAgeAllowance]

export const itemOf = (id: string): ItemDeclaration | undefined => catalogue.find(one => one.item.id === id)
export const itemOfProcess = (process: string): ItemDeclaration | undefined => catalogue.find(one => one.definition.id === process)
