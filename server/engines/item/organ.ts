import { cut } from '../../../contract/kernel.ts'

/** The organ of an item in the words of a place: «县（市、区）公安局» of 柳湖区 is 柳湖区公安局. `names` knows its county, town and community. */
export function organIn(names: ReadonlyMap<string, string>, organ: string, place: string): string {
  const named = (level: 'county' | 'town' | 'community') => names.get(cut(place, level) ?? place) ?? ''
  const street = named('town')
  return organ.replace('县（市、区）', named('county')).replace('镇人民政府（街道办事处）', street.endsWith('街道') ? `${street}办事处` : `${street}人民政府`)
    .replace('村（居）民委员会', `${street}${named('community').replace(/村$/, '村村民委员会').replace(/社区$/, '社区居民委员会')}`)
}
