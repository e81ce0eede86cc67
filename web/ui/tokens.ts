/** The colours of tokens.css for what cannot read CSS variables (antd computes shades from them). */
export const colours = {
  blue: '#0b57a4', blueDeep: '#084480', blueTint: '#e8f1fb', blueLine: '#b5d0ec',
  fault: '#a1351a', faultTint: '#fdf0ec', faultLine: '#ecc0b3',
  party: '#c7141c', partyTint: '#fdeeee', partyLine: '#f0b9bb',
  amber: '#92500a', amberTint: '#fff5e0', amberLine: '#eccb8c',
  green: '#14703e', greenTint: '#e7f5ec', greenLine: '#a9d8ba',
  ink: '#16202c', inkSoft: '#475466', edge: '#768496', line: '#dde3ea',
  ground: '#f4f6f9', paper: '#ffffff', focus: '#ffb200',
} as const

export const font =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', system-ui, sans-serif"

/**
 * How a thing stands, in the one colour language of the platform: blue is action, amber late or near it, green done,
 * brick a fault to mend; the Party's red is used only where the Party's organisation speaks.
 */
export type Tone = 'plain' | 'blue' | 'amber' | 'green' | 'fault' | 'party'

/** The contrast of two `#rrggbb` colours by WCAG 2.2 (1 to 21). */
export function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r, g, bl] = [1, 3, 5].map(i => {
      const c = parseInt(hex.slice(i, i + 2), 16) / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl
  }
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
