"""``caveat workspace``: how it is protected; encrypt it, change its passphrase, decrypt it."""

import os
from dataclasses import asdict

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.cli.passphrases import asked_again, asked_new, passphrase_prompt
from caveat.domain.protection import Protection, RekeyingReport
from caveat.errors import InputError
from caveat.services.encryption import (
    change_passphrase,
    decrypt_workspace,
    encrypt_workspace,
    folder_protection,
    workspace_protection,
)


@click.group("workspace")
def command() -> None:
    """Protect the workspace and its backups with a passphrase.

    Passphrases are asked for on a terminal. Elsewhere CAVEAT_PASSPHRASE gives the one that holds
    (for `encrypt`: that shall hold) and CAVEAT_NEW_PASSPHRASE the new one; an operator's key that
    has a passphrase of its own takes CAVEAT_KEY_PASSPHRASE. They are never taken from the command
    line, where other users of the computer could read them.
    """


@command.command("status")
@json_option
@click.pass_context
def status_command(ctx: click.Context, *, as_json: bool) -> None:
    """Say whether the workspace is encrypted, and which plain copies lie beside it.

    An encrypted workspace is not opened for this. Exit code 1 where something should be done.
    """
    session: Session = ctx.obj
    protection = folder_protection(session.paths)
    if not protection.encrypted:
        protection = workspace_protection(session.workspace)
    if as_json:
        emit_json({**asdict(protection), "warnings": list(protection.warnings)})
    else:
        _print_protection(protection)
    ctx.exit(1 if protection.warnings else 0)


@command.command("encrypt")
@json_option
@click.pass_context
def encrypt_command(ctx: click.Context, *, as_json: bool) -> None:
    """Encrypt the workspace, its backups and the operators' keys under one passphrase.

    Close every other Caveat first. Plain copies that cannot be encrypted are named (exit code 1);
    run it again to do what was left.
    """
    session: Session = ctx.obj
    given = os.environ.get("CAVEAT_PASSPHRASE", "")
    chosen = given or (
        passphrase_prompt()
        if folder_protection(session.paths).encrypted
        else asked_new("CAVEAT_PASSPHRASE")
    )
    report = asked_again(
        lambda key: encrypt_workspace(
            session.paths,
            chosen,
            operator=session.operator,
            key_passphrase=key,
            progress=terminal_progress(),
        )
    )
    _tell(ctx, report, as_json=as_json)


@command.command("passphrase")
@json_option
@click.pass_context
def passphrase_command(ctx: click.Context, *, as_json: bool) -> None:
    """Encrypt the workspace, its backups and the operators' keys under a new passphrase."""
    session: Session = ctx.obj
    _refuse_plain(session)
    old = os.environ.get("CAVEAT_PASSPHRASE", "") or passphrase_prompt()
    new = os.environ.get("CAVEAT_NEW_PASSPHRASE", "") or asked_new("CAVEAT_NEW_PASSPHRASE")
    report = asked_again(
        lambda key: change_passphrase(
            session.paths,
            old,
            new,
            operator=session.operator,
            key_passphrase=key,
            progress=terminal_progress(),
        )
    )
    _tell(ctx, report, as_json=as_json)


@command.command("decrypt")
@json_option
@click.pass_context
def decrypt_command(ctx: click.Context, *, as_json: bool) -> None:
    """Make the workspace and its backups plain files again; keys lose their passphrase too."""
    session: Session = ctx.obj
    _refuse_plain(session)
    passphrase = os.environ.get("CAVEAT_PASSPHRASE", "") or passphrase_prompt()
    report = asked_again(
        lambda key: decrypt_workspace(
            session.paths,
            passphrase,
            operator=session.operator,
            key_passphrase=key,
            progress=terminal_progress(),
        )
    )
    _tell(ctx, report, as_json=as_json)


def _refuse_plain(session: Session) -> None:
    if not folder_protection(session.paths).encrypted:
        raise InputError("This workspace is not encrypted. Nothing was changed.")


def _print_protection(protection: Protection) -> None:
    state = "encrypted" if protection.encrypted else "not encrypted"
    click.echo(f"The workspace is {state}; {protection.backups} backups lie beside it.")
    if not protection.encrypted and not protection.possible:
        click.echo("This installation cannot encrypt: the package sqlcipher3 is missing.")
    if protection.key_protected is False:
        click.echo("The operator's signing key is not under a passphrase.")
    for warning in protection.warnings:
        click.echo(f"! {warning}")


def _tell(ctx: click.Context, report: RekeyingReport, *, as_json: bool) -> None:
    if as_json:
        emit_json(asdict(report))
    else:
        click.echo(f"Done: {report.did}. Backups converted: {len(report.copies)}.")
        for copy in report.left:
            click.echo(f"! {copy.name} stayed as it was: {copy.reason}")
        for name in report.keys_left:
            click.echo(f"! {name} has a passphrase of its own and stays under it")
        for note in report.notes:
            click.echo(f"  note: {note}")
    ctx.exit(1 if report.left else 0)
