/** Whose report it is: name, colours, face and logo of the consultancy that hands it over. Plain data, checked when read. */
export interface Brand {
  /** Stands in the head of every page; '' leaves the product's name. */
  readonly name: string
  /** `#rrggbb`; `accent` on white, `accentDark` on the dark page. */
  readonly colours: { readonly accent: string; readonly accentDark: string }
  /** Name of a typeface, '' for the reader's own. */
  readonly font: string
  /** Last line of every report, '' for none. */
  readonly footer: string
  readonly logo: BrandLogo | undefined
}

export interface BrandLogo {
  readonly mediaType: 'image/svg+xml' | 'image/png'
  readonly bytes: Uint8Array
  /** Pixels, of an SVG those of its `viewBox`; undefined where it does not say. */
  readonly size: { readonly width: number; readonly height: number } | undefined
}

/** What a report wears that no consultancy has claimed. */
export const plainBrand: Brand = {
  name: '',
  colours: { accent: '#1f4e8c', accentDark: '#8ab8f2' },
  font: '',
  footer: '',
  logo: undefined,
}

/** Backgrounds of the page by day and by night; the colours of a brand are read on them. */
export const pageColours = { light: '#ffffff', dark: '#11161d' } as const

/** Contrast of two colours by WCAG 2.2: 1 (none) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour, mixed with white just far enough to be read on the dark page. */
export function readableOnDark(colour: string): string {
  const channels = channelsOf(colour)
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = `#${channels
      .map((value) =>
        Math.round(value + (255 - value) * share)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
    if (contrast(mixed, pageColours.dark) >= 7) return mixed
  }
  return pageColours.light
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
