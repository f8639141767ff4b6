import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../../../ui-kit/words.ts';
import type { PickProps } from './PeopleList.tsx';

const List = lazy(() => import('./PeopleList.tsx'));

/** Several colleagues, found by typing. Somebody who is named and works here no longer stays, and can be taken out. A field that looks like it stands while its script loads. */
export function PeoplePick(props: PickProps) {
  const t = useWords('secrets');
  const named = props.value.map((id) => props.colleagues.find((one) => one.id === id)?.name ?? t('someone'));
  return (
    <Suspense
      fallback={
        <TextInput
          label={props.label}
          description={props.hint}
          placeholder={props.placeholder}
          value={named.join(', ')}
          readOnly
        />
      }
    >
      <List {...props} />
    </Suspense>
  );
}
