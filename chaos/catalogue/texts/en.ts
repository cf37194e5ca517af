export const texts = {
  'rehearsal.last.not-wanted': 'Nobody wanted to go on.',
  'rehearsal.last.not-wanted.remedy': 'There is nothing to do.',
  'purpose.rehearsal': 'Rehearsal',
};
