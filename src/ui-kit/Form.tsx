import { Button, Checkbox, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../pure/refusal.ts';
import { CallError, problemAt } from './call-error.ts';
import styles from './Form.module.css';
import { type Found, nameOf, wrongFields } from './form-check.ts';
import { useReason } from './use-reason.ts';
import { useWords } from './words.ts';

interface FormState {
  error: unknown;
  /** What stands in fields that the browser itself finds wrong: empty, no date. By name. */
  found: Readonly<Record<string, Found>>;
  /** A field that says by itself what is wrong with it. */
  shows: (name: string) => () => void;
  /** The value of a field has changed. */
  touch: (name: string) => void;
}

const nothing: FormState = { error: null, found: {}, shows: () => () => {}, touch: () => {} };
const FormContext = createContext<FormState>(nothing);

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

/** A form whose fields show what is wrong with them, as the browser sees before it is sent or the server found; the first wrong one gets the focus. */
export function Form({ onSubmit, error, busy, clashes, button, onCancel, aside, children }: FormProps) {
  const t = useWords('kit');
  const reason = useReason();
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(new Set<string>());
  const [found, setFound] = useState<FormState['found']>({});
  const [tries, setTries] = useState(0);
  const atFields = error instanceof CallError && error.problems.length > 0;
  useEffect(() => {
    if (error || tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [error, tries]);
  const shows = useCallback((name: string) => {
    shown.current.add(name);
    return () => void shown.current.delete(name);
  }, []);
  const touch = useCallback(
    (name: string) =>
      setFound((all) => {
        const { [name]: touched, ...rest } = all;
        return touched === undefined ? all : rest;
      }),
    [],
  );
  const state = useMemo(() => ({ error, found, shows, touch }), [error, found, shows, touch]);
  const submit = () => {
    const wrong = form.current ? wrongFields(form.current) : {};
    // A field that cannot say it itself: the browser does.
    if (Object.keys(wrong).some((name) => !shown.current.has(name))) form.current?.reportValidity();
    setFound(wrong);
    if (Object.keys(wrong).length === 0) onSubmit();
    else setTries(tries + 1);
  };
  return (
    <FormContext value={state}>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onInput={(event) => touch(nameOf(event.target as HTMLInputElement))}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
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

/** Says what is wrong with a field in the reader's words. */
export function useProblemWords(): (problem: Partial<FieldProblem> | undefined) => string | undefined {
  const { t } = useTranslation('kit');
  return (problem) => {
    if (problem === undefined) return undefined;
    const { rule, limit, expected, found } = problem;
    if (rule !== undefined) return t(`problem.${rule}`, { count: limit, limit });
    return found === undefined ? expected : t('form.problem', { expected, found });
  };
}

/** What is wrong with a field of the form around it, in the reader's words. */
export function useFieldProblem(name: string): string | undefined {
  const words = useProblemWords();
  const { error, found, shows } = useContext(FormContext);
  useEffect(() => shows(name), [shows, name]);
  return words(found[name] ?? problemAt(error, name));
}

/** To be called with the name of a field when its value changes: what the browser found there no longer holds. */
export function useTouch(): (name: string) => void {
  return useContext(FormContext).touch;
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
  type?: 'text' | 'email' | 'date' | 'time' | 'url' | 'tel';
  placeholder?: string;
  /** Numbers: shows the number pad and stands at the end. */
  numeric?: boolean;
  unit?: ReactNode;
  autoFocus?: boolean;
  maxLength?: number;
}

/** One line of text, a date, a time, or a decimal number kept as text (`numeric`). */
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
