import { stringify } from 'yaml';
import { incidentClasses } from './incident-class.ts';

const input = (id: string, label: string, placeholder: string) => ({
  type: 'input',
  id,
  attributes: { label, placeholder },
});

/** An issue form of GitHub for incidents, `.github/ISSUE_TEMPLATE/incident.yml`: it asks for what a guard needs. */
export function issueForm(label: string): string {
  const form = {
    name: 'Incident',
    description: 'Something broke in production',
    title: 'Incident: ',
    labels: [label],
    body: [
      { ...input('service', 'Service', 'checkout'), validations: { required: true } },
      input('date', 'Date', '2026-11-03'),
      {
        type: 'textarea',
        id: 'what',
        attributes: { label: 'What happened', description: 'What users saw, and for how long' },
        validations: { required: true },
      },
      { type: 'textarea', id: 'cause', attributes: { label: 'Root cause', description: 'As far as it is known' } },
      {
        type: 'dropdown',
        id: 'class',
        attributes: {
          label: 'Class',
          description: 'Leave it empty where it is not known',
          options: [...incidentClasses],
        },
      },
      input('endpoint', 'Endpoint', 'POST /api/checkout'),
      input('rate', 'Rate', '120 requests per second'),
      input('pool-size', 'Pool size', '20'),
      input('duration', 'Duration', '25 minutes'),
      input('dependency', 'Dependency', 'what it waited for'),
    ],
  };
  return `# Written by tollgate incident form; the bot reads the answers.\n${stringify(form, { lineWidth: 0 })}`;
}
