import { IconArrowsMinimize, IconEdit, IconLine, IconPlus, IconTrash } from '@tabler/icons-react';
import { PointMenu } from '../../../ui-kit/PointMenu.tsx';
import { MenuLine, PopupRule } from '../../../ui-kit/Popup.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Card } from './map-model.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  card: Card;
  at: { x: number; y: number };
  mayEdit: boolean;
  onClose: () => void;
  onOpen: () => void;
  onAddBelow: () => void;
  onDraw: () => void;
  onFold: (department: string) => void;
  onUnfold: (department: string) => void;
  onRemove: () => void;
}

/** What can be done with a card: opened by the right mouse button, Shift+F10 or the menu key. */
export function CardMenu({ card, at, mayEdit, onClose, ...acts }: Props) {
  const t = useWords('relationships');
  const { nameOf } = useRelationshipWords();
  const { person, fold } = card;
  const name = person === null ? t('foldNamed', { ...fold }) : nameOf(person);
  const key = (text: string) => <kbd className="dim">{text}</kbd>;
  return (
    <PointMenu at={at} label={t('menu.label', { name })} onClose={onClose}>
      {(close) => {
        const item = (act: () => void) => () => {
          close();
          act();
        };
        if (person === null)
          return (
            <MenuLine icon={<IconArrowsMinimize size={14} />} onClick={item(() => acts.onUnfold(fold!.department))}>
              {t('menu.unfold')}
            </MenuLine>
          );
        return (
          <>
            <MenuLine icon={<IconEdit size={14} />} aside={key('Enter')} onClick={item(acts.onOpen)}>
              {t(mayEdit ? 'menu.edit' : 'menu.open')}
            </MenuLine>
            {mayEdit ? (
              <>
                <MenuLine icon={<IconPlus size={14} />} aside={key('Insert')} onClick={item(acts.onAddBelow)}>
                  {t('addBelow')}
                </MenuLine>
                <MenuLine icon={<IconLine size={14} />} onClick={item(acts.onDraw)}>
                  {t('menu.draw')}
                </MenuLine>
              </>
            ) : null}
            {person.department === null ? null : (
              <MenuLine icon={<IconArrowsMinimize size={14} />} onClick={item(() => acts.onFold(person.department!))}>
                {t('menu.fold', { department: person.department })}
              </MenuLine>
            )}
            {mayEdit ? (
              <>
                <PopupRule />
                <MenuLine icon={<IconTrash size={14} />} aside={key('Delete')} danger onClick={item(acts.onRemove)}>
                  {t('takeOff')}
                </MenuLine>
              </>
            ) : null}
          </>
        );
      }}
    </PointMenu>
  );
}
