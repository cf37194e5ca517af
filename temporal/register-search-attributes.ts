import type { OperatorService } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType as indexedType } from '@temporalio/common/lib/search-attributes.js';
import { searchAttribute } from './search-attributes.ts';

/**
 * Creates the search attributes that the namespace does not have yet; harmless to repeat, also by several processes at
 * once. Throws where one exists with another type, naming it and the remedy.
 */
export async function registerSearchAttributes(
  connection: { readonly operatorService: OperatorService },
  namespace: string,
): Promise<void> {
  const { operatorService } = connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  for (const { name, type } of Object.values(searchAttribute)) {
    const wanted = indexedType(type);
    const found = customAttributes[name];
    if (wanted === undefined || found === wanted) continue;
    if (found !== undefined) {
      throw new Error(
        `Search attribute ${name} of Temporal namespace ${namespace} is not of type ${type}. ` +
          `Remove it with \`temporal operator search-attribute remove --name ${name}\` and start again.`,
      );
    }
    await operatorService
      .addSearchAttributes({ namespace, searchAttributes: { [name]: wanted } })
      .catch(ignoreExisting);
  }
}

/** Another process was first. */
function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && /already exists/i.test(error.message))) throw error;
}
