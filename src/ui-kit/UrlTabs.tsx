import { type ReactNode, useEffect, useRef } from 'react';
import styles from './UrlTabs.module.css';
import { useUrlState } from './use-url-state.ts';

export interface Tab {
  /** In the address: `?tab=documents`; the first tab leaves it. */
  id: string;
  label: string;
  count?: number;
  /** Drawn only while the tab is chosen, so that its panel loads lazily. */
  show: () => ReactNode;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
}

const defaults = { tab: '' };

/** Tabs whose choice is kept in the address. Arrow keys move between them. */
export function UrlTabs({ label, tabs }: Props) {
  const [{ tab }, set] = useUrlState(defaults);
  const chosen = tabs.find((one) => one.id === tab) ?? tabs[0];
  const list = useRef<HTMLDivElement>(null);
  // On a narrow screen the chosen tab may stand beyond the edge.
  useEffect(() => {
    const strip = list.current;
    const on = strip?.querySelector(`[data-tab="${chosen?.id}"]`);
    if (!strip || !on) return;
    const [whole, part] = [strip.getBoundingClientRect(), on.getBoundingClientRect()];
    strip.scrollLeft += part.left + part.width / 2 - (whole.left + whole.width / 2);
  }, [chosen?.id]);
  const go = (step: number, from: HTMLElement) => {
    const at = tabs.findIndex((one) => one.id === chosen?.id);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    set({ tab: next.id === tabs[0]?.id ? '' : next.id });
    from.parentElement?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div ref={list} className={`${styles.list} no-print`} role="tablist" aria-label={label}>
        {tabs.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`tab-${one.id}`}
            data-tab={one.id}
            aria-selected={one === chosen}
            aria-controls={one === chosen ? 'tab-panel' : undefined}
            tabIndex={one === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => set({ tab: one.id === tabs[0]?.id ? '' : one.id })}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') go(1, event.currentTarget);
              if (event.key === 'ArrowLeft') go(-1, event.currentTarget);
            }}
          >
            {one.label}
            {one.count === undefined ? null : <span className="dim num">{one.count}</span>}
          </button>
        ))}
      </div>
      {chosen === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pattern of tabs: Tab leads from the tab into its panel
        <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen.id}`} className={styles.panel} tabIndex={0}>
          {chosen.show()}
        </div>
      )}
    </div>
  );
}
