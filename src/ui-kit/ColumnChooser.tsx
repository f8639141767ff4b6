import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';
import { Popup } from './Popup.tsx';
import { useWords } from './words.ts';

interface Props<Row> {
  columns: readonly Column<Row>[];
  visibility: Record<string, boolean>;
  onToggle: (id: string) => void;
  onReset: () => void;
}

/** Which columns are shown. */
export function ColumnChooser<Row>({ columns, visibility, onToggle, onReset }: Props<Row>) {
  const t = useWords('kit');
  const free = columns.filter((column) => !column.fixed);
  if (free.length < 2) return null;
  return (
    <Popup
      label={t('table.columns')}
      align="end"
      width={230}
      opener={(props) => (
        <ActionIcon {...props} variant="default" aria-label={t('table.columns')} title={t('table.columns')}>
          <IconColumns3 size={16} stroke={1.6} />
        </ActionIcon>
      )}
    >
      {() => (
        <div className={styles.chooser}>
          {free.map((column) => (
            <Checkbox
              key={column.id}
              label={column.title}
              checked={visibility[column.id] ?? false}
              onChange={() => onToggle(column.id)}
            />
          ))}
          <Button variant="subtle" size="compact-xs" onClick={onReset}>
            {t('table.reset')}
          </Button>
        </div>
      )}
    </Popup>
  );
}
