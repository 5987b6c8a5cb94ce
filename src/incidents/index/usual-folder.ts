/** Where the index lies, where nobody says otherwise; apart from what reads it, for the help of the command line needs no parser. */
export const usualFolder = 'load-tests/incidents';
