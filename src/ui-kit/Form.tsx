import { Button, Checkbox, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useRef } from 'react';
import { CallError, problemAt } from './call-error.ts';
import styles from './Form.module.css';
import { useReason } from './use-reason.ts';
import { useWords } from './words.ts';

const FormContext = createContext<unknown>(null);

interface FormProps {
  onSubmit: () => void;
  /** The error of the act: problems show at their fields, the rest above the form. */
  error?: unknown;
  busy?: boolean;
  /** What somebody else saved in the meantime: `Clashes`. */
  clashes?: ReactNode;
  /** Said on the button: the act. */
  button?: string;
  onCancel?: () => void;
  /** Beside the buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What the browser found wrong with a field, in the reader's language: its own words are in that of the browser. */
function sayWrong(field: HTMLInputElement, t: TFunction): void {
  const { valueMissing, tooShort, typeMismatch } = field.validity;
  if (valueMissing) field.setCustomValidity(t('form.missing'));
  else if (tooShort) field.setCustomValidity(t('form.tooShort', { count: field.minLength }));
  else if (typeMismatch && field.type === 'email') field.setCustomValidity(t('form.noMail'));
}

/** Lets the browser look at the fields anew: a click comes before every attempt to send them. */
function unsaid(event: MouseEvent<HTMLFormElement>): void {
  for (const field of event.currentTarget.elements) (field as Partial<HTMLInputElement>).setCustomValidity?.('');
}

/** A form whose fields show what the server found wrong with them; the first wrong one gets the focus. */
export function Form({ onSubmit, error, busy, clashes, button, onCancel, aside, children }: FormProps) {
  const t = useWords('kit');
  const reason = useReason();
  const form = useRef<HTMLFormElement>(null);
  const atFields = error instanceof CallError && error.problems.length > 0;
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [error]);
  return (
    <FormContext value={error}>
      <form
        ref={form}
        className={styles.form}
        noValidate={false}
        onClickCapture={unsaid}
        onInvalidCapture={(event) => sayWrong(event.target as HTMLInputElement, t)}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        {error ? (
          <div role="alert" className={styles.error} tabIndex={-1}>
            {atFields ? t('form.wrong') : reason(error)}
          </div>
        ) : null}
        {clashes}
        {children}
        {button === undefined && onCancel === undefined ? null : (
          <div className={styles.buttons}>
            {button === undefined ? null : (
              <Button type="submit" loading={busy}>
                {button}
              </Button>
            )}
            {onCancel === undefined ? null : (
              <Button variant="default" onClick={onCancel}>
                {t('action.cancel')}
              </Button>
            )}
            {aside}
          </div>
        )}
      </form>
    </FormContext>
  );
}

/** What the server found wrong with a field, in words. */
export function useFieldProblem(name: string): string | undefined {
  const t = useWords('kit');
  const problem = problemAt(useContext(FormContext), name);
  if (problem === undefined) return undefined;
  return problem.found === undefined
    ? problem.expected
    : t('form.problem', { expected: problem.expected, found: problem.found });
}

interface FieldProps<V> {
  /** The field of the operation's input; problems are found by it (`terms.days` for a nested one). */
  name: string;
  label: string;
  value: V;
  onChange: (value: V) => void;
  /** What it is for, below the label. */
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
}

const common = <V,>(props: FieldProps<V>, error: string | undefined) => ({
  name: props.name,
  label: props.label,
  description: props.hint,
  required: props.required,
  disabled: props.disabled,
  error,
});

interface TextProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'date' | 'url' | 'tel';
  placeholder?: string;
  /** Numbers: shows the number pad and stands at the end. */
  numeric?: boolean;
  unit?: ReactNode;
  autoFocus?: boolean;
  maxLength?: number;
}

/** One line of text, a date, or a decimal number kept as text (`numeric`). */
export function TextField(props: TextProps) {
  const error = useFieldProblem(props.name);
  return (
    <TextInput
      {...common(props, error)}
      type={props.type}
      placeholder={props.placeholder}
      inputMode={props.numeric ? 'decimal' : undefined}
      rightSection={props.unit}
      rightSectionWidth={props.unit === undefined ? undefined : 52}
      styles={props.numeric ? { input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } } : undefined}
      data-autofocus={props.autoFocus || undefined}
      maxLength={props.maxLength}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps<string> & { rows?: number; maxLength?: number }) {
  const error = useFieldProblem(props.name);
  return (
    <Textarea
      {...common(props, error)}
      autosize
      minRows={props.rows ?? 3}
      maxRows={14}
      maxLength={props.maxLength}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps extends FieldProps<string> {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  /** Words of the empty choice; left out: one must be chosen. */
  none?: string;
}

/** One of a few: the browser's own list, at home on a phone. */
export function ChoiceField(props: ChoiceProps) {
  const error = useFieldProblem(props.name);
  return (
    <NativeSelect
      {...common(props, error)}
      data={[...(props.none === undefined ? [] : [{ value: '', label: props.none }]), ...props.options]}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Yes or no. `instant`: takes effect at once, without a save button. */
export function CheckField(props: FieldProps<boolean> & { instant?: boolean }) {
  const error = useFieldProblem(props.name);
  const Box = props.instant ? Switch : Checkbox;
  return (
    <Box
      {...common(props, error)}
      checked={props.value}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => props.onChange(event.currentTarget.checked)}
    />
  );
}

/** Fields side by side; below each other on a phone. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** A titled group of fields. */
export function FieldGroup({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {hint === undefined ? null : <p className="dim">{hint}</p>}
      {children}
    </fieldset>
  );
}
