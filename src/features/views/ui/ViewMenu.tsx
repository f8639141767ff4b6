import { IconBookmark, IconCheck, IconUsers } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { FieldMenu } from '../../../ui-kit/FieldMenu.tsx';
import { MenuLine, PopupRule } from '../../../ui-kit/Popup.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { RecordKind } from '../../fields/contract.ts';
import type { Look, View } from '../contract.ts';
import { differs, type ViewOperations } from './use-saved-view.ts';

const ViewForm = lazy(() => import('./ViewForm.tsx'));

interface Props {
  kind: RecordKind;
  operations: ViewOperations;
  views: readonly View[];
  chosen: View | undefined;
  /** The list as it stands. */
  look: Look;
  /** Undefined: the whole list. */
  onPick: (view: View | undefined) => void;
}

/** The saved views of the list: pick, keep the present one, rename, share, delete. */
export function ViewMenu({ kind, operations, views, chosen, look, onPick }: Props) {
  const t = useWords('views');
  const [form, setForm] = useState<'new' | 'edit' | null>(null);
  const [removing, setRemoving] = useState(false);
  const touches = [operations.list];
  const save = useAct(operations.save, { touches, done: t('saved') });
  const remove = useAct(operations.remove, {
    touches,
    done: t('removed'),
    onDone: () => {
      setRemoving(false);
      onPick(undefined);
    },
  });
  const changed = chosen !== undefined && differs(chosen, look);
  const groups = [views.filter((view) => !view.isShared), views.filter((view) => view.isShared)] as const;
  return (
    <>
      <FieldMenu
        label={t('title')}
        width={280}
        icon={<IconBookmark size={15} stroke={1.6} aria-hidden="true" />}
        used={chosen !== undefined}
        shown={
          <>
            {chosen === undefined ? t(`all.${kind}`) : chosen.name}
            {changed ? <span className="dim"> {t('changed')}</span> : null}
          </>
        }
      >
        {(close) => {
          const pick = (view: View | undefined) => () => {
            onPick(view);
            close();
          };
          const begin = (what: 'new' | 'edit') => () => {
            close();
            setForm(what);
          };
          return (
            <>
              <MenuLine aside={chosen === undefined ? <IconCheck size={14} /> : null} onClick={pick(undefined)}>
                {t(`all.${kind}`)}
              </MenuLine>
              {groups.map((some) =>
                some.map((view) => (
                  <MenuLine
                    key={view.id}
                    aside={
                      <>
                        {view.isShared ? <IconUsers size={14} aria-label={t('shared')} /> : null}
                        {view.id === chosen?.id ? <IconCheck size={14} /> : null}
                      </>
                    }
                    onClick={pick(view)}
                  >
                    {view.name}
                  </MenuLine>
                )),
              )}
              <PopupRule />
              {changed && chosen.can.edit ? (
                <MenuLine
                  onClick={() => {
                    close();
                    save.mutate({
                      id: chosen.id,
                      version: chosen.version,
                      name: chosen.name,
                      isShared: chosen.isShared,
                      ...look,
                    });
                  }}
                >
                  {t('keep', { name: chosen.name })}
                </MenuLine>
              ) : null}
              {changed ? <MenuLine onClick={pick(chosen)}>{t('back')}</MenuLine> : null}
              <MenuLine onClick={begin('new')}>{t('new')}</MenuLine>
              {chosen?.can.edit ? (
                <>
                  <MenuLine onClick={begin('edit')}>{t('edit')}</MenuLine>
                  <MenuLine
                    danger
                    onClick={() => {
                      close();
                      setRemoving(true);
                    }}
                  >
                    {t('remove')}
                  </MenuLine>
                </>
              ) : null}
            </>
          );
        }}
      </FieldMenu>
      <Suspense>
        {form === null ? null : (
          <ViewForm
            operations={operations}
            view={form === 'edit' ? chosen : undefined}
            look={look}
            onClose={() => setForm(null)}
            onDone={(view) => {
              setForm(null);
              onPick(view);
            }}
          />
        )}
      </Suspense>
      <Confirm
        opened={removing && chosen !== undefined}
        onClose={() => setRemoving(false)}
        title={t('removeTitle')}
        text={t(chosen?.isShared ? 'removeShared' : 'removeOwn', { name: chosen?.name ?? '' })}
        button={t('remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => chosen && remove.mutate({ id: chosen.id, version: chosen.version })}
      />
    </>
  );
}
