"""Digital signatures of PDFs: checking those that are there, and signing digitised copies.

Public functions: `records.signatures.validate.check_signatures`, `records.signatures.trust.read_trust`,
`records.signatures.signers.open_signer`, `records.signatures.trial.make_trial_key`.
"""
