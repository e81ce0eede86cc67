import { correction, generate } from 'lean-qr'

/** A QR code as SVG, one path of unit squares, with the quiet zone of four that the standard asks for (ISO/IEC 18004). */
export function qrSvg(text: string): string {
  const code = generate(text, { minCorrectionLevel: correction.M })
  let path = ''
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + 4} ${y + 4}h1v1h-1z`
  const side = code.size + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}
