import type * as service from '../../contract/service.ts'

/** What a form still asks for, answered plausibly. */
export function answersTo(form: service.Prepared): Record<string, unknown> {
  const answers: Record<string, unknown> = {
    'person.residence_address': '柳湖街道听橹雅苑1幢2单元201室', 'person.living_arrangement': '2', 'person.bank_name': '柳湖农村商业银行（演示）',
    'person.bank_account': '6217001234567890122', 'person.contact_name': '沈梅', 'person.contact_phone': '13800001234', 'person.phone': '13800001235',
  }
  return Object.fromEntries(form.fields.filter(field => field.state !== 'held' && field.element in answers).map(field => [field.element, answers[field.element]]))
}
