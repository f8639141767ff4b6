import { useLayoutEffect } from 'react';

/**
 * Gives the focus back to what had it when a dialog or drawer opened: call it in each with its `opened`. Mantine does so only for what stood closed before, and most of
 * ours is drawn when it is wanted. What takes the focus itself meanwhile keeps it; what is gone gets none.
 */
export function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      const inside = document.activeElement;
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = now === null || now === document.body || now === inside;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}
