import type { GetColumnData, SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { sql } from './drizzle.cjs';

type Columns = Readonly<Record<string, AnyPgColumn>>;

/** A row as a select of these columns gives it. */
export type RowOf<Of extends Columns> = { readonly [Name in keyof Of]: GetColumnData<Of[Name]> };

/** What follows the columns, `from … where …`, and the order. */
interface Rows {
  readonly from: SQL;
  readonly order?: SQL;
}

/**
 * Rows of another table as one value of a statement, so that one statement shows all of one moment. Fields are read as
 * their columns are: an instant comes as a Date. Not for a column of JSON that may hold a bare text.
 */
export function rowsAsJson<Of extends Columns>(columns: Of, rows: Rows): SQL<RowOf<Of>[]> {
  return rowsGivenAs(columns, rows, (found) => found);
}

/** The same, given on as `give` says. */
export function rowsGivenAs<Of extends Columns, Given>(
  columns: Of,
  { from, order }: Rows,
  give: (rows: RowOf<Of>[]) => Given,
): SQL<Given> {
  const named = Object.entries(columns);
  const read = (row: readonly unknown[]) =>
    Object.fromEntries(named.map(([name, column], at) => [name, valueOf(column, row[at])])) as RowOf<Of>;
  const fields = sql.join(Object.values(columns), sql`, `);
  const list = sql`json_agg(json_build_array(${fields})${order && sql` order by ${order}`})`;
  const value = sql`(select coalesce(${list}, '[]') ${from})`;
  return sql<Given>`${value}`.mapWith((found: unknown[][]): Given => give(found.map(read)));
}

function valueOf(column: AnyPgColumn, value: unknown): unknown {
  return value === null ? null : column.mapFromDriverValue(value);
}
