import type { WorkflowService } from '@temporalio/client';

/** Where the installation's id stands in the data of the Temporal namespace. */
const marker = 'hayot.installation';

type Service = { readonly workflowService: WorkflowService };

/** The id that this Temporal namespace carries; undefined where it carries none. */
export async function installationInTemporal(
  { workflowService }: Service,
  namespace: string,
): Promise<string | undefined> {
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  return namespaceInfo?.data?.[marker];
}

export async function markTemporal(
  { workflowService }: Service,
  namespace: string,
  id: string,
): Promise<void> {
  await workflowService.updateNamespace({ namespace, updateInfo: { data: { [marker]: id } } });
}

/** PostgreSQL and Temporal carry different ids. The message is the sentence to print. */
export class NotTogether extends Error {
  override readonly name = 'NotTogether';

  constructor(inDatabase: string | undefined, inTemporal: string | undefined) {
    super(
      `PostgreSQL and Temporal do not belong together (installation ${inDatabase ?? 'none'} and ${inTemporal ?? 'none'}): ` +
        'routes of the one are unknown to the other. Bring back the data that belongs to both ' +
        '(docs/operations.md, "State, and how it is kept"), or, on a development machine, ' +
        'delete both and begin anew: npm run reset',
    );
  }
}

/** For a process about to serve: throws `NotTogether` unless this namespace carries the database's id. */
export async function refuseStrangers(
  inDatabase: string | undefined,
  temporal: Service,
  namespace: string,
): Promise<void> {
  const inTemporal = await installationInTemporal(temporal, namespace);
  if (inDatabase !== inTemporal) throw new NotTogether(inDatabase, inTemporal);
}
