"""The language of the house: frozen domain values, ports and the error tree. Standard library only.

Import from the module that owns a name (``from models.dossier import Dossier``); nothing is re-exported here,
so that a reader always sees where a word is defined.
"""
