import { ofCase } from '../../../contract/licence.ts'
import { paths } from '../../kernel/paths.ts'
import { Card, Cards, Section } from '../../ui/Card.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { lasts, tones } from '../licences/LicencesPage.tsx'
import { useOwn } from '../own.ts'

/** The certificate that a matter led to, if its item gives one. */
export function Certificate({ number }: { number: string }) {
  const { data } = useOwn(ofCase, { number })
  const issued = data?.issued
  return issued ? (
    <Section id="certificate" title="证照">
      <Cards><Card href={paths.licence(issued.number)} icon="badge" title={issued.title} tag={<StatusTag tone={tones[issued.standing]}>{issued.standing_name}</StatusTag>} note={lasts(issued)} line={issued.number} /></Cards>
    </Section>
  ) : null
}
