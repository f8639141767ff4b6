-- Up to which day the figures of the accounts list were brought that change with the calendar alone. Null: nobody looked yet.
alter table organisation_settings add column figures_on date;
