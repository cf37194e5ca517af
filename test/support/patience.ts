/** Integration tests wait for real servers; and this machine may be busy with other work. */
jest.setTimeout(60_000);
