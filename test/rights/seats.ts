import { castList, type CastKey } from '../../server/demo/index.ts'
import { founderSeat, publicSeat, systemSeat, type Seat } from '../../server/kernel/seat.ts'
import { personOf, type TestHouse } from '../house.ts'
import { deskSeat, selfSeat, type Scene } from './scene.ts'

export interface Seated { label: string; seat: Seat }

/**
 * Every seat somebody of the cast can take, the seats without a person, offices that nobody of the cast holds, and seats
 * that are forged: the right office at another place, and a clerk's chair without a clerk's office.
 */
export function everySeat({ house, things, attendances, half, pass }: Scene): Seated[] {
  const serving = house.serving('han', attendances[0]!)
  return [
    ...castList.flatMap(({ key }) => desksOf(house, key)),
    ...castList.map(({ key }) => ({ label: `${key} self`, seat: house.self(key) })),
    { label: 'somebody asked for papers, self', seat: selfSeat(things.liuhu.asked) },
    { label: 'anyone', seat: publicSeat },
    { label: 'system', seat: systemSeat },
    { label: 'founder', seat: founderSeat('部署') },
    { label: 'han serving gu', seat: serving },
    { label: 'gu at the rating screen', seat: pass },
    { label: 'zhang half seated', seat: half },
    { label: 'made city_viewer 3299', seat: deskSeat('city_viewer', '3299', personOf('lu')) },
    { label: 'forged street_examiner 329902001', seat: deskSeat('street_examiner', '329902001', personOf('zhang')) },
    { label: 'forged county_civil_affairs 329902', seat: deskSeat('county_civil_affairs', '329902', personOf('cheng')) },
    { label: 'forged community_worker 329902001001', seat: deskSeat('community_worker', '329902001001', personOf('song')) },
    { label: 'forged community_worker serving gu', seat: { ...serving, office: 'community_worker', place: '329901001001', actor: personOf('song').id } },
    { label: 'a system for a street_examiner 329901001', seat: systemOf(personOf('pan').id, 'street_examiner', '329901001', ['case.read', 'case.survey', 'service.accept']) },
    { label: 'a system for a county_civil_affairs 329902', seat: systemOf(personOf('pan').id, 'county_civil_affairs', '329902', ['case.survey', 'account.manage']) },
    { label: 'a system for a county_civil_affairs 329901', seat: systemOf(personOf('pan').id, 'county_civil_affairs', '329901', ['person.share', 'licence.deposit', 'service.hand_over']) },
    { label: 'forged no office 32', seat: deskSeat('', '32', personOf('lu')) },
  ]
}

/** A program with a key; who made it had no say in verbs that the office does not hold. */
const systemOf = (actor: string, office: string, place: string, verbs: string[]): Seat => ({
  chair: 'desk', office: 'system_client', place, actor, actorName: '部门系统', person: null, personName: null, mandate: '00003299-0000-7000-8000-0000000000fe', attendance: null,
  client: { office, verbs, organisation: '部门' },
})

function desksOf(house: TestHouse, key: CastKey): Seated[] {
  const { office, place, also } = castList.find(one => one.key === key)!
  const seats = office && place ? [{ office, place }, ...also] : also
  return seats.map(one => ({ label: `${key} ${one.office} ${one.place}`, seat: house.seat(key, one.office) }))
}
