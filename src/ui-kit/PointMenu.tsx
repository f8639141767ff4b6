import { type ReactNode, useEffect, useRef } from 'react';
import { Popup } from './Popup.tsx';

interface Props {
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  label: string;
  /** Called once it is closed, with the keyboard: give the focus back to what it belongs to. */
  onClose: () => void;
  children: (close: () => void) => ReactNode;
}

/** A menu at a point instead of on a button: what the right mouse button, Shift+F10 and the menu key open. Draw it anew (`key`) for each point. */
export function PointMenu({ at, label, onClose, children }: Props) {
  const opened = useRef(false);
  const open = useRef(() => {});
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    open.current();
  }, []);
  return (
    <Popup
      label={label}
      kind="menu"
      opener={({ onClick, ref, ...props }) => {
        open.current = onClick;
        return (
          <button
            {...props}
            ref={ref}
            type="button"
            tabIndex={-1}
            aria-label={label}
            // Closed by the keyboard or by an item, the popup gives the focus to its opener.
            onFocus={onClose}
            style={{
              position: 'fixed',
              left: at.x,
              top: at.y - 4,
              width: 1,
              height: 1,
              padding: 0,
              border: 0,
              opacity: 0,
            }}
          />
        );
      }}
    >
      {children}
    </Popup>
  );
}
