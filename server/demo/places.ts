import type { DemoPlace } from './types.ts'

/** A stretch of one grid: an estate of the town or a few hamlets of a village, with the people it shall hold. */
export interface Block { grid: string; people: number; clans: boolean; addresses: () => Iterator<string> }
export interface Community { code: string; name: string; urban: boolean; town: string; people: number; migrants: number; blocks: Block[] }

/** Estates of a street's communities: how they are built decides how doors are numbered. */
interface Estate { name: string; buildings: number; units: number; floors: number; doors: number }
interface UrbanPlan { code: string; name: string; people: number; migrants: number; estates: Estate[] }
interface RuralPlan { code: string; name: string; people: number; migrants: number; grids: number; groups: number }

const estate = (name: string, units: number, floors: number, doors: number): Estate => ({ name, buildings: 60, units, floors, doors })

const urban: readonly UrbanPlan[] = [
  { code: '329901001001', name: '荷风社区', people: 1750, migrants: 0.2, estates: [estate('柳湖花园', 3, 6, 2), estate('荷风苑', 2, 11, 2)] },
  { code: '329901001002', name: '柳堤社区', people: 1600, migrants: 0.24, estates: [estate('柳堤新村', 4, 5, 2), estate('丝厂小区', 3, 6, 2)] },
  { code: '329901001003', name: '听橹社区', people: 1450, migrants: 0.22, estates: [estate('听橹雅苑', 2, 18, 2), estate('河滨一村', 3, 6, 2)] },
  { code: '329901001004', name: '云桥社区', people: 1200, migrants: 0.38, estates: [estate('云桥家园', 2, 11, 4), estate('锦绣云桥', 2, 18, 2)] },
  { code: '329902001001', name: '鹭滩社区', people: 300, migrants: 0.15, estates: [estate('江花里', 3, 5, 2)] },
]
const rural: readonly RuralPlan[] = [
  { code: '329901100200', name: '稻禾村', people: 1250, migrants: 0.03, grids: 3, groups: 14 },
  { code: '329901100201', name: '荻溪村', people: 1100, migrants: 0.03, grids: 3, groups: 12 },
  { code: '329901100202', name: '蓼河村', people: 1050, migrants: 0.05, grids: 3, groups: 12 },
  { code: '329901100203', name: '菱荡村', people: 950, migrants: 0.02, grids: 2, groups: 10 },
  { code: '329901100204', name: '桑榆村', people: 900, migrants: 0.02, grids: 2, groups: 10 },
  { code: '329901100205', name: '苇湾村', people: 750, migrants: 0.04, grids: 2, groups: 8 },
  { code: '329902100200', name: '望渡村', people: 100, migrants: 0, grids: 1, groups: 2 },
]

export const towns: Readonly<Record<string, string>> = {
  '329901001': '柳湖街道', '329901100': '青禾镇', '329902001': '江花街道', '329902100': '雁滩镇',
}
const ordinals = ['一', '二', '三', '四'] as const
const gridCode = (community: string, index: number) => community + String(index + 1).padStart(3, '0')

/** Doors of an estate, flat by flat; one in fourteen stands empty. */
function* flats(town: string, { name, buildings, units, floors, doors }: Estate): Generator<string> {
  let n = 0
  for (let building = 1; building <= buildings; building++)
    for (let unit = 1; unit <= units; unit++)
      for (let floor = 1; floor <= floors; floor++)
        for (let door = 1; door <= doors; door++)
          if (++n % 14 !== 5) yield `${town}${name}${building}幢${unit}单元${floor}${String(door).padStart(2, '0')}室`
}
function* houses(town: string, village: string, group: number): Generator<string> {
  for (let number = 1; ; number++) if (number % 23 !== 4) yield `${town}${village}${group}组${number}号`
}

function urbanCommunity({ code, name, people, migrants, estates }: UrbanPlan): Community {
  const town = towns[code.slice(0, 9)]!
  const blocks = estates.map((one, i) => ({
    grid: gridCode(code, i), clans: false, addresses: () => flats(town, one),
    people: Math.round((people * (i + 1)) / estates.length) - Math.round((people * i) / estates.length),
  }))
  return { code, name, urban: true, town, people, migrants, blocks }
}
function ruralCommunity({ code, name, people, migrants, grids, groups }: RuralPlan): Community {
  const town = towns[code.slice(0, 9)]!
  const blocks = Array.from({ length: groups }, (_, i) => ({
    grid: gridCode(code, Math.floor((i * grids) / groups)), clans: true, addresses: () => houses(town, name, i + 1),
    people: Math.round((people * (i + 1)) / groups) - Math.round((people * i) / groups),
  }))
  return { code, name, urban: false, town, people, migrants, blocks }
}

export const communities: readonly Community[] = [...urban.map(urbanCommunity), ...rural.map(ruralCommunity)]

/** Every place of the corner, from the city down, parents before children. */
export function places(): DemoPlace[] {
  const list: DemoPlace[] = [
    { code: '3299', name: '云川市（演示）', level: 'city', kind: '设区市', parent: '32' },
    { code: '329901', name: '柳湖区（演示）', level: 'county', kind: '市辖区', parent: '3299' },
    { code: '329902', name: '望澜县（演示）', level: 'county', kind: '县', parent: '3299' },
  ]
  for (const [code, name] of Object.entries(towns))
    list.push({ code, name, level: 'town', kind: name.endsWith('镇') ? '镇' : '街道', parent: code.slice(0, 6) })
  for (const { code, name, urban: isUrban } of communities)
    list.push({ code, name, level: 'community', kind: isUrban ? '居委会' : '村委会', parent: code.slice(0, 9) })
  for (const { code, name, blocks } of communities)
    for (const [i, grid] of [...new Set(blocks.map(block => block.grid))].entries())
      list.push({ code: grid, name: `${name}第${ordinals[i]}网格`, level: 'grid', kind: '网格', parent: code })
  return list
}
