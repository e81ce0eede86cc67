import type { Prepared } from '../../../contract/service.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'

interface ConsentProps { licences: Prepared['licences']; agreed: readonly string[]; onAgree: (materials: readonly string[]) => void; agent: boolean }

/** What the licence library could hand over for this matter: read out, and ticked only where the applicant says yes. */
export const Consent = ({ licences, agreed, onAgree, agent }: ConsentProps) => licences.length > 0 && (
  <ChoiceList many label="申请人同意从证照库取得" hint={agent ? '问代办人：本人同意的才勾选；只用于这一件事' : '读给申请人听，本人同意的才勾选；只用于这一件事'} value={agreed} onChange={onAgree}
    choices={licences.map(one => ({ value: one.material, title: one.title, note: [one.number, one.organ, one.valid_until && `有效期至 ${one.valid_until}`].filter(Boolean).join('，') }))} />
)
