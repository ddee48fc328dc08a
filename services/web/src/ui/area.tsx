// An area's sign: a small square in its hue, always beside its name.
import styles from './area.module.css'

/** CSS colour of an area; areas are data, so an unknown one is grey. */
export function areaColour(area: string): string {
  return `var(--area-${area}, var(--ink-soft))`
}

export function AreaDot({ area }: { area: string }) {
  return <span className={styles.dot} style={{ background: areaColour(area) }} aria-hidden />
}

export function AreaName({ area, name }: { area: string; name: string }) {
  return (
    <span className={styles.name} style={{ color: areaColour(area) }}>
      <AreaDot area={area} /> {name}
    </span>
  )
}
