/** What is wrong with the data: its message is for whoever wrote it or set CATALOGUE; a stack would add nothing. */
export class CatalogueFault extends Error {
  override readonly name = 'CatalogueFault';
}
