"""Observations → outcomes, kept with the moment they speak of."""

import argparse
from datetime import datetime, timedelta
from pathlib import Path

from crawler import clock
from crawler.command import BLIND, BREACH, RAN, InputError, ProjectCommand
from rules import catalog, settings as rule_settings, standard
from rules.rule import Rule
from storage import register
from storage.archive import Archive
from storage.audits import Audit
from storage.ledger import Ledger
from storage.records import Outcome, Verdict, Window
