import { lazy } from 'react';

export { draftKey, draftOfFields, inputOfFields, stampOf } from './field-draft.ts';
export { useListFields } from './use-list-fields.tsx';
export { useOwnFields } from './use-own-fields.ts';

/** One value of a field for many records; draw it only while open, inside a Suspense. */
export const BulkField = lazy(() => import('./BulkField.tsx'));
/** What fields say of a record; draw it inside a Suspense. */
export const FieldFacts = lazy(() => import('./FieldFacts.tsx'));
/** The fields in the form of a record; draw it inside a Suspense. */
export const FieldInputs = lazy(() => import('./FieldInputs.tsx'));
