import type { ThemeConfig } from 'antd'
import { colours as c, font } from '../ui/tokens.ts'

/** The platform's tokens for antd, so that desk and phone are of one hand; `large` follows 大字版. */
export const theme = (large: boolean): ThemeConfig => ({
  token: {
    colorPrimary: c.blue, colorInfo: c.blue, colorLink: c.blue, colorSuccess: c.green, colorWarning: c.amber, colorError: c.fault,
    colorText: c.ink, colorTextSecondary: c.inkSoft, colorTextTertiary: c.inkSoft, colorTextDescription: c.inkSoft, colorTextPlaceholder: '#667282',
    colorBgLayout: c.ground, colorBgContainer: c.paper, colorBorder: '#a9b4c0', colorBorderSecondary: c.line,
    fontFamily: font, fontSize: large ? 18 : 15, controlHeight: large ? 52 : 36, borderRadius: 8, wireframe: false,
    controlOutlineWidth: 3, motion: !prefersCalm(),
  },
  components: {
    Table: { headerBg: '#f1f4f8', headerColor: c.inkSoft, headerSplitColor: 'transparent', rowHoverBg: c.blueTint, cellPaddingBlock: large ? 16 : 11 },
    Select: { optionSelectedBg: c.blueTint },
  },
})

const prefersCalm = (): boolean => typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches
