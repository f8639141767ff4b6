import {
  createContext,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import styles from './Popup.module.css';

/** What the opener must spread onto a button. */
export interface OpenerProps {
  ref: RefObject<HTMLButtonElement | null>;
  'aria-expanded': boolean;
  'aria-haspopup': 'dialog' | 'menu' | 'listbox';
  'aria-controls': string;
  onClick: () => void;
}

interface Props {
  /** Draws the button: `opener={(props) => <button {...props}>…</button>}`. */
  opener: (props: OpenerProps) => ReactElement;
  /** What stands in the popup; drawn only while open. `close` gives the focus back to the opener. */
  children: (close: () => void) => ReactNode;
  label: string;
  kind?: 'dialog' | 'menu' | 'listbox';
  align?: 'start' | 'end';
  width?: number;
}

const KindContext = createContext<Props['kind']>('dialog');

function place(button: HTMLElement, box: HTMLElement, align: 'start' | 'end') {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = align === 'start' ? at.left : at.right - width;
  const below = at.bottom + 4 + height <= window.innerHeight - 8 || at.top < height + 12;
  box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - height - 4)}px`;
}

/**
 * A box that hangs on a button: menus, filters, choosers. The browser's own popover: top layer, Esc and a click outside
 * close it. Inside of a `menu` or `listbox` the arrow keys move between its items.
 */
export function Popup({ opener, children, label, kind = 'dialog', align = 'start', width }: Props) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const closedAt = useRef(0);
  const id = useId();

  const close = useCallback(() => {
    box.current?.hidePopover();
    // Closed on purpose: the next click opens it again at once. After a click outside, the same click must not.
    closedAt.current = 0;
    button.current?.focus();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!opened || element === null) return;
    if (!element.matches(':popover-open')) element.showPopover();
    const follow = () => button.current && place(button.current, element, align);
    follow();
    const first = element.querySelector<HTMLElement>(
      '[data-autofocus], [aria-checked="true"], input:checked, input, button, a[href]',
    );
    (first ?? element).focus({ preventScroll: true });
    const size = new ResizeObserver(follow);
    size.observe(element);
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      size.disconnect();
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [opened, align]);

  useEffect(() => {
    const element = box.current;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'closed') return;
      closedAt.current = Date.now();
      setOpened(false);
    };
    element?.addEventListener('beforetoggle', onToggle);
    return () => element?.removeEventListener('beforetoggle', onToggle);
  });

  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || kind === 'dialog') return;
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role^="menuitem"], [role="option"]') ?? [])];
    const next = items[(items.indexOf(document.activeElement as HTMLElement) + step + items.length) % items.length];
    event.preventDefault();
    next?.focus();
  };

  return (
    <>
      {opener({
        ref: button,
        'aria-expanded': opened,
        'aria-haspopup': kind,
        'aria-controls': id,
        onClick: () => (opened ? close() : Date.now() - closedAt.current > 250 && setOpened(true)),
      })}
      {opened ? (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole lint/a11y/noStaticElementInteractions: the role comes from `kind`
        <div
          ref={box}
          id={id}
          role={kind === 'listbox' ? 'dialog' : kind}
          aria-label={label}
          popover="auto"
          tabIndex={-1}
          className={styles.popup}
          style={{ width }}
          onKeyDown={onKeyDown}
        >
          <KindContext value={kind}>{children(close)}</KindContext>
        </div>
      ) : null}
    </>
  );
}

interface ItemProps {
  icon?: ReactNode;
  /** At the right: a tick, a key. */
  aside?: ReactNode;
  onClick: () => void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

/** One line to press: an item in a `menu`, a button elsewhere. */
export function MenuLine({ icon, aside, onClick, danger, disabled, children }: ItemProps) {
  return (
    <button
      type="button"
      role={useContext(KindContext) === 'menu' ? 'menuitem' : undefined}
      className={styles.line}
      data-danger={danger}
      disabled={disabled}
      onClick={onClick}
    >
      {icon}
      <span>{children}</span>
      {aside}
    </button>
  );
}

/** A hairline between lines of a popup. */
export const PopupRule = () => <hr className={styles.rule} />;
