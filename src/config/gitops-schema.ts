import { z } from 'zod';

const Repository = z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'owner/name');

/** Where the images of an environment stand, so that pull requests that change them are judged by its gate. */
export const GitopsPlaces = z
  .array(
    z.strictObject({
      repository: Repository.optional().describe('configuration repository (default: this one); it must name this one'),
      paths: z
        .array(z.string().min(1).max(500))
        .min(1)
        .describe('its files and folders that say what runs here, with all that they are built on'),
      service: z.string().min(1).optional().describe('whose images these are, where the file has several services'),
      others: z
        .array(z.string().min(1).max(300))
        .default([])
        .describe('images of other makers that nobody judges, whole names without tag: docker.io/library/nginx'),
    }),
  )
  .describe('where the images of this environment stand in a configuration repository');
export type GitopsPlaces = z.infer<typeof GitopsPlaces>;

/** What a configuration repository says of itself. */
export const Gitops = z
  .strictObject({
    applications: z
      .array(Repository)
      .min(1)
      .max(50)
      .describe('repositories of the applications whose images stand here; each must name this one'),
  })
  .describe('configuration repository: its pull requests get the check tollgate/gate');
export type Gitops = z.infer<typeof Gitops>;
