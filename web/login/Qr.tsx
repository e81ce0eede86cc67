import { generate } from 'lean-qr'

/** Light modules round the code that a camera needs (ISO/IEC 18004: four). */
const margin = 4

/** A text as a QR code, drawn here: what it says leaves neither the page nor the browser. */
export function Qr({ text, label }: { text: string; label: string }) {
  const code = generate(text)
  const rows = Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (_, x) => code.get(x, y) ? `M${x} ${y}h1v1h-1z` : '').join(''))
  const side = code.size + 2 * margin
  return (
    <svg className="g-qr" role="img" aria-label={label} viewBox={`${-margin} ${-margin} ${side} ${side}`} shapeRendering="crispEdges">
      <rect x={-margin} y={-margin} width={side} height={side} fill="#fff" />
      <path d={rows.join('')} fill="#000" />
    </svg>
  )
}
