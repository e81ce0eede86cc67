import type { Prepared } from '../../../contract/service.ts'
import { Icon } from '../../ui/icons.tsx'

/** The conditions one by one, and what will be granted. */
export function Reasons({ eligible, reasons, outcome, id, title }: Pick<Prepared, 'eligible' | 'reasons' | 'outcome'> & { id: string; title: string }) {
  return (
    <section className="c-block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {reasons.length === 0 && eligible && <p className="c-soft">没有固定的条件，由工作人员核实情况</p>}
      <ul className="w-reasons">{reasons.map(reason => (
        <li key={reason.text} className={reason.ok ? 'w-ok' : 'w-not'}><Icon name={reason.ok ? 'check' : 'close'} /><span><span className="g-unseen">{reason.ok ? '达到：' : '没有达到：'}</span>{reason.text}<span className="c-soft w-basis">{reason.basis}</span></span></li>
      ))}</ul>
      {outcome && <p className="w-outcome"><span className="c-soft">批准后</span><b>{outcome}</b></p>}
    </section>
  )
}

/** Which documents nobody has to bring, and who supplies them; what the library could hand over stands in the form, to be agreed to. */
export function NotAsked({ not_asked, licences }: { not_asked: readonly { material: string; register: string }[]; licences: readonly { name: string }[] }) {
  const others = not_asked.filter(one => !licences.some(held => held.name.split('、').includes(one.material)))
  return others.length === 0 ? null : (
    <section className="c-block" aria-labelledby="w-not-asked">
      <h2 id="w-not-asked">不用带的材料</h2>
      <ul className="w-reasons">{others.map(one => <li key={one.material} className="w-ok"><Icon name="check" /><span>{one.material}<span className="c-soft w-basis">由{one.register}提供</span></span></li>)}</ul>
    </section>
  )
}
