using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Persona.Bench.Storage.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkersAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "worker",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.CreateTable(
                name: "call_pace",
                columns: table => new
                {
                    provider = table.Column<string>(type: "text", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_pace", x => x.provider);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_pace");

            migrationBuilder.DropColumn(
                name: "labels",
                table: "worker");
        }
    }
}
