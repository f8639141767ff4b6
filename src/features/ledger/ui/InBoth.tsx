import type { Amount } from '../../../ui-kit/format.ts';
import { Money } from '../../../ui-kit/Values.tsx';

/** An amount in its own currency; below it, where that is a foreign one, in the base currency. */
export function InBoth({ value, base }: { value: Amount; base: Amount }) {
  if (value.currency === base.currency) return <Money value={value} />;
  return (
    <>
      <Money value={value} />
      <br />
      <span className="dim">
        <Money value={base} />
      </span>
    </>
  );
}
