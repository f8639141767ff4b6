import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { PickProps } from './PickList.tsx';

const List = lazy(() => import('./PickList.tsx'));

/** One of many, found by typing: an account, a person. Use it for long lists; a field that looks like it stands while its script loads. */
export function PickField(props: PickProps) {
  const chosen = props.options.find((one) => one.value === props.value)?.label ?? '';
  return (
    <Suspense
      fallback={
        <TextInput
          label={props.label}
          description={props.hint}
          required={props.required}
          placeholder={props.placeholder}
          value={chosen}
          readOnly
        />
      }
    >
      <List {...props} />
    </Suspense>
  );
}
